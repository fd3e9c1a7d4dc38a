import { AppearanceMenu } from "./AppearanceMenu";
import { LanguageMenu } from "./LanguageMenu";
import { RunningWork } from "./RunningWork";
import { UserMenu } from "./UserMenu";

export default function TopBarMenus({ isConnected }: { isConnected: boolean }) {
  return (
    <>
      <RunningWork isConnected={isConnected} />
      <LanguageMenu />
      <AppearanceMenu />
      <UserMenu />
    </>
  );
}
