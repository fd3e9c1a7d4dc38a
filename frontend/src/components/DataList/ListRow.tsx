import type { RowData } from "@tanstack/react-table";
import { memo } from "react";
import { Checkbox, Skeleton } from "@mantine/core";
import { FlexRender } from "@tanstack/react-table";
import { useTexts } from "@/texts";
import { columnOf, type ListRowModel } from "./useListTable";
import { withMember, type Selection } from "./selection";
import type { ListDefinition } from "./types";
import classes from "./DataList.module.css";

interface ListRowProps<Row extends RowData> {
  definition: ListDefinition<Row>;
  row: ListRowModel<Row>;
  /** The keys of the shown columns. */
  columns: readonly string[];
  index: number;
  top: number;
  /** The row that `j` and `k` start from, the one that Tab reaches. */
  isActive: boolean;
  isOpen: boolean;
  onOpen: ((index: number, row: Row) => void) | undefined;
  selection: Selection | undefined;
}

function OneRow<Row extends RowData>({
  definition,
  row,
  index,
  top,
  isActive,
  isOpen,
  onOpen,
  selection,
}: ListRowProps<Row>) {
  const { list } = useTexts();
  const label = definition.rowLabel(row.original);
  const isSelected = selection?.selected.has(row.id) === true;

  const openUnlessControl = (target: EventTarget) => {
    if (target instanceof Element && target.closest("a, button, input, label") === null) onOpen?.(index, row.original);
  };

  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the first cell holds a button for the keyboard; a click anywhere in the row is a convenience of the mouse
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes.row}
      style={{ transform: `translateY(${top}px)` }}
      data-index={index}
      data-openable={onOpen !== undefined || undefined}
      data-open={isOpen || undefined}
      data-selected={isSelected || undefined}
      onClick={(event) => openUnlessControl(event.target)}
    >
      {selection !== undefined && (
        <div role="cell" className={classes.check}>
          <Checkbox
            size="xs"
            aria-label={list.selectRow(label)}
            checked={isSelected}
            onChange={(event) =>
              selection.onChange(withMember(selection.selected, row.id, event.currentTarget.checked))
            }
          />
        </div>
      )}
      {row.getVisibleCells().map((cell, place) => (
        <div key={cell.id} role="cell" className={classes.cell} data-align={columnOf(definition, cell.column.id).align}>
          {place === 0 && onOpen !== undefined ? (
            <button
              type="button"
              className={classes.opener}
              data-opener
              tabIndex={isActive ? 0 : -1}
              onClick={() => onOpen(index, row.original)}
            >
              <FlexRender cell={cell} />
            </button>
          ) : (
            <FlexRender cell={cell} />
          )}
        </div>
      ))}
    </div>
  );
}

/** Scrolling makes new models of all rows in sight; a row is shown anew only for what it shows. */
function showsTheSame<Row extends RowData>(one: ListRowProps<Row>, other: ListRowProps<Row>): boolean {
  const { row, ...rest } = one;
  const keys = Object.keys(rest) as (keyof typeof rest)[];
  return row.original === other.row.original && keys.every((key) => rest[key] === other[key]);
}

export const ListRow = memo(OneRow, showsTheSame) as typeof OneRow;

interface PendingRowProps {
  index: number;
  top: number;
  columns: readonly string[];
  isSelectable: boolean;
}

export function PendingRow({ index, top, columns, isSelectable }: PendingRowProps) {
  return (
    <div role="row" aria-rowindex={index + 2} className={classes.row} style={{ transform: `translateY(${top}px)` }}>
      {isSelectable && <div role="cell" className={classes.check} />}
      {columns.map((key) => (
        <div key={key} role="cell" className={classes.cell}>
          <Skeleton height={10} width="70%" />
        </div>
      ))}
    </div>
  );
}
