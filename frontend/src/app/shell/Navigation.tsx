import { ActionIcon } from "@mantine/core";
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTexts } from "@/texts";
import { useSession } from "../session";
import { allowedPages, mainPages, settingsPages, type Page } from "./pages";
import classes from "./Navigation.module.css";

interface NavigationProps {
  isCollapsed: boolean;
  onCollapse: () => void;
  onNavigate: () => void;
}

export function Navigation({ isCollapsed, onCollapse, onNavigate }: NavigationProps) {
  const { frame } = useTexts();
  const { permissions } = useSession();
  const main = allowedPages(mainPages, permissions);
  const settings = allowedPages(settingsPages, permissions);
  const label = isCollapsed ? frame.expand : frame.collapse;
  const CollapseIcon = isCollapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;

  return (
    <div className={classes.navigation}>
      <PageLinks pages={main} isCollapsed={isCollapsed} onNavigate={onNavigate} />
      {settings.length > 0 && (
        <>
          <div className={classes.section}>{isCollapsed ? <hr /> : frame.settings}</div>
          <PageLinks pages={settings} isCollapsed={isCollapsed} onNavigate={onNavigate} />
        </>
      )}
      <ActionIcon aria-label={label} title={label} onClick={onCollapse} className={classes.collapse}>
        <CollapseIcon size={18} />
      </ActionIcon>
    </div>
  );
}

interface PageLinksProps {
  pages: readonly Page[];
  isCollapsed: boolean;
  onNavigate: () => void;
}

function PageLinks({ pages, isCollapsed, onNavigate }: PageLinksProps) {
  const texts = useTexts();
  return (
    <ul className={classes.links}>
      {pages.map(({ path, label, icon: PageIcon }) => (
        <li key={path}>
          <Link
            to={path}
            activeOptions={{ exact: path === "/", includeSearch: false }}
            className={classes.link}
            title={isCollapsed ? label(texts) : undefined}
            aria-label={isCollapsed ? label(texts) : undefined}
            onClick={onNavigate}
          >
            <PageIcon size={18} stroke={1.75} aria-hidden />
            {!isCollapsed && label(texts)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
