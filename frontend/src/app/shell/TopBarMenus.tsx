import { useMediaQuery } from "@mantine/hooks";
import { Bell } from "@/features/alert/bell/Bell";
import { useCan } from "../session";
import { AppearanceMenu } from "./AppearanceMenu";
import { LanguageMenu } from "./LanguageMenu";
import { RunningWork } from "./RunningWork";
import { UserMenu } from "./UserMenu";

export default function TopBarMenus({ isConnected }: { isConnected: boolean }) {
  const seesAlerts = useCan("alerts:read");
  const isNarrow = useMediaQuery("(max-width: 47.99em)", undefined, { getInitialValueInEffect: false });
  return (
    <>
      <RunningWork isConnected={isConnected} />
      {seesAlerts && <Bell />}
      {!isNarrow && (
        <>
          <LanguageMenu />
          <AppearanceMenu />
        </>
      )}
      <UserMenu isNarrow={isNarrow} />
    </>
  );
}
