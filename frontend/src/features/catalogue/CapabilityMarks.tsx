import {
  IconListDetails,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
  IconUserPlus,
  type Icon,
} from "@tabler/icons-react";
import { useTexts } from "@/texts";
import type { Capability, CatalogueService } from "./types";
import classes from "./Catalogue.module.css";

const capabilities: readonly { name: Capability; icon: Icon }[] = [
  { name: "list", icon: IconListDetails },
  { name: "create", icon: IconUserPlus },
  { name: "suspend", icon: IconPlayerPause },
  { name: "reactivate", icon: IconPlayerPlay },
  { name: "delete", icon: IconTrash },
];

/** What Daicho can do with a service's accounts, by icon and word. */
export function CapabilityMarks({ service }: { service: CatalogueService }) {
  const { catalogue } = useTexts();
  return (
    <ul className={classes.marks}>
      {capabilities
        .filter(({ name }) => service.capabilities[name])
        .map(({ name, icon: Mark }) => (
          <li key={name}>
            <Mark size={14} aria-hidden />
            {catalogue.capabilities[name]}
          </li>
        ))}
    </ul>
  );
}
