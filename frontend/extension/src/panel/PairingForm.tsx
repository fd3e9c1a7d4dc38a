import { Alert, Button, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import { language, texts } from "../texts";
import { pair } from "./server";
import type { Pairing } from "./storage";
import { askForSite } from "./tab";

/** Exchanges an Admin's code for a key of this extension's own. */
export function PairingForm({ onPaired }: { onPaired: (pairing: Pairing) => void }) {
  const [address, setAddress] = useState("");
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const isAddress = URL.canParse(address) && /^https?:/u.test(address);

  const submit = async () => {
    if (!isAddress) {
      setProblem(texts.pairing.invalidAddress);
      return;
    }
    const { origin } = new URL(address);
    if (!(await askForSite(origin))) {
      setProblem(texts.pairing.notAllowed);
      return;
    }
    onPaired(await pair(origin, code, language));
  };

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    setProblem(null);
    submit().catch((error: unknown) => setProblem(texts.failed(String(error))));
  };

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <Title order={1}>{texts.pairing.title}</Title>
        <Text>{texts.pairing.lead}</Text>
        <TextInput
          label={texts.pairing.server}
          type="url"
          placeholder="https://"
          required
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <TextInput
          label={texts.pairing.code}
          autoComplete="off"
          required
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {problem !== null && <Alert color="red">{problem}</Alert>}
        <Button type="submit">{texts.pairing.submit}</Button>
      </Stack>
    </form>
  );
}
