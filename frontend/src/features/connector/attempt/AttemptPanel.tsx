import { Button, Group, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { FormError } from "@/components/FormError";
import { Panel } from "@/components/Panel";
import { useTexts } from "@/texts";
import { useConnectorChanges } from "../queries";
import { attemptOperations, type AttemptOperation } from "../types";
import { AttemptOutcome } from "./AttemptOutcome";
import { Pairs, recordOf, type Pair } from "./Pairs";

interface AttemptPanelProps {
  manifest: string;
  /** Without problems; a manifest with some is not tried. */
  isSound: boolean;
}

/** Runs one operation of the manifest as it stands, against the real service, and shows each request beside what was read. */
export function AttemptPanel({ manifest, isSound }: AttemptPanelProps) {
  const { connector } = useTexts();
  const { attempt: words } = connector;
  const { attempt } = useConnectorChanges();
  const [operation, setOperation] = useState<AttemptOperation>("verify");
  const [method, setMethod] = useState("key");
  const [values, setValues] = useState<readonly Pair[]>([{ name: "token", value: "" }]);
  const [input, setInput] = useState<readonly Pair[]>([]);
  const [baseUrl, setBaseUrl] = useState("");
  const asksInput = operation !== "verify" && operation !== "list";

  const submit = () =>
    attempt.mutate({
      manifest,
      operation,
      auth: { method: method.trim(), values: recordOf(values) },
      settings: baseUrl.trim() === "" ? undefined : { baseUrl: baseUrl.trim() },
      input: asksInput ? recordOf(input) : undefined,
    });

  return (
    <Panel title={words.title} lead={words.lead}>
      <Stack>
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <Select<AttemptOperation>
            label={words.operation}
            allowDeselect={false}
            data={attemptOperations.map((value) => ({ value, label: words.operations[value] }))}
            value={operation}
            onChange={(chosen) => setOperation(chosen ?? operation)}
          />
          <TextInput label={words.way} value={method} onChange={(event) => setMethod(event.currentTarget.value)} />
          <TextInput
            label={words.baseUrl}
            placeholder={words.asInManifest}
            value={baseUrl}
            onChange={(event) => setBaseUrl(event.currentTarget.value)}
          />
        </SimpleGrid>
        <Pairs label={words.credentials} pairs={values} onChange={setValues} areSecret />
        {asksInput && <Pairs label={words.input} pairs={input} onChange={setInput} />}
        <Group justify="flex-end">
          <Button variant="default" disabled={!isSound} loading={attempt.isPending} onClick={submit}>
            {words.submit}
          </Button>
        </Group>
        <FormError error={attempt.error} />
        {attempt.data !== undefined && <AttemptOutcome result={attempt.data} />}
      </Stack>
    </Panel>
  );
}
