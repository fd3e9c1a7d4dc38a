export { DataList, type DataListProps } from "./DataList";
export type {
  Choice,
  Column,
  ExportLinks,
  Filter,
  ListDefinition,
  ListPage,
  ListRequest,
  PageRequest,
  Sort,
} from "./types";
