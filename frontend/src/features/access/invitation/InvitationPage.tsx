import { useTexts } from "@/texts";
import { Entrance } from "../Entrance";

export function InvitationPage() {
  const { access } = useTexts();
  return <Entrance title={access.invitation.invalid}>{null}</Entrance>;
}
