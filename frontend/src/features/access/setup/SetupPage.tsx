import { Anchor, Text } from "@mantine/core";
import { Link, useSearch } from "@tanstack/react-router";
import { useTexts } from "@/texts";
import { Entrance } from "../Entrance";
import { SetupForm } from "./SetupForm";

export function SetupPage() {
  const { setup } = useTexts().access;
  const { token } = useSearch({ from: "/setup" });
  return (
    <Entrance title={setup.title} lead={token === undefined ? undefined : setup.lead} width={520}>
      {token === undefined ? (
        <>
          <Text mb="md">{setup.noToken}</Text>
          <Anchor component={Link} to="/sign-in" size="sm">
            {setup.toSignIn}
          </Anchor>
        </>
      ) : (
        <SetupForm token={token} />
      )}
    </Entrance>
  );
}
