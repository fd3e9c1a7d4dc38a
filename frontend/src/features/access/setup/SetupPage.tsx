import { useTexts } from "@/texts";
import { Entrance } from "../Entrance";

export function SetupPage() {
  const { access } = useTexts();
  return <Entrance title={access.setup.title}>{null}</Entrance>;
}
