import { Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { client, read } from "@/api/client";
import { FormError } from "@/components/FormError";
import { useTexts } from "@/texts";
import { Entrance } from "../Entrance";
import { InvitationForm } from "./InvitationForm";

export function InvitationPage() {
  const { invitation: words } = useTexts().access;
  const { token } = useParams({ from: "/invitations/$token" });
  const invitation = useQuery({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => read(client.GET("/api/v1/invitations/{token}", { params: { path: { token } }, signal })),
    retry: false,
  });

  if (invitation.isError) {
    return (
      <Entrance title={words.invalid}>
        <FormError error={invitation.error} />
        <Text mt="sm">{words.invalidHint}</Text>
      </Entrance>
    );
  }
  if (invitation.isPending) {
    return (
      <Entrance title={words.join}>
        <Skeleton height={160} />
      </Entrance>
    );
  }
  const { email, organizationName } = invitation.data;
  return (
    <Entrance title={words.title(organizationName)} lead={words.lead(email)}>
      <InvitationForm token={token} email={email} />
    </Entrance>
  );
}
