import { ActionIcon, Tooltip } from "@mantine/core";
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTexts } from "@/texts";
import { useSession } from "../session";
import { allowedPages, mainPages, settingsPages, type Page } from "./pages";
import classes from "./Navigation.module.css";

interface NavigationProps {
  collapsed: boolean;
  onCollapse: () => void;
  onNavigate: () => void;
}

export function Navigation({ collapsed, onCollapse, onNavigate }: NavigationProps) {
  const { frame } = useTexts();
  const { permissions } = useSession();
  const main = allowedPages(mainPages, permissions);
  const settings = allowedPages(settingsPages, permissions);
  const label = collapsed ? frame.expand : frame.collapse;
  const CollapseIcon = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;

  return (
    <div className={classes.navigation} data-collapsed={collapsed || undefined}>
      <PageLinks pages={main} collapsed={collapsed} onNavigate={onNavigate} />
      {settings.length > 0 && (
        <>
          <div className={classes.section}>{collapsed ? <hr /> : frame.settings}</div>
          <PageLinks pages={settings} collapsed={collapsed} onNavigate={onNavigate} />
        </>
      )}
      <Tooltip label={label} position="right">
        <ActionIcon aria-label={label} onClick={onCollapse} className={classes.collapse} visibleFrom="sm">
          <CollapseIcon size={18} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

interface PageLinksProps {
  pages: readonly Page[];
  collapsed: boolean;
  onNavigate: () => void;
}

function PageLinks({ pages, collapsed, onNavigate }: PageLinksProps) {
  const texts = useTexts();
  return (
    <ul className={classes.links}>
      {pages.map(({ path, label, icon: PageIcon }) => (
        <li key={path}>
          <Tooltip label={label(texts)} position="right" disabled={!collapsed}>
            <Link
              to={path}
              activeOptions={{ exact: path === "/", includeSearch: false }}
              className={classes.link}
              aria-label={collapsed ? label(texts) : undefined}
              onClick={onNavigate}
            >
              <PageIcon size={18} stroke={1.75} aria-hidden />
              {!collapsed && label(texts)}
            </Link>
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}
