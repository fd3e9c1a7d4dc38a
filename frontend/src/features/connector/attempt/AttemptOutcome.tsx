import { Alert, Code, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { faultOf } from "@/features/integration/faults";
import { useFormat, useTexts } from "@/texts";
import type { AttemptResult, AttemptStep } from "../types";
import classes from "../connector.module.css";

/** How a trial went: request by request, then what came of it. */
export function AttemptOutcome({ result }: { result: AttemptResult }) {
  const { connector, integration } = useTexts();
  const { attempt: words } = connector;
  const format = useFormat();
  const { steps, accounts, tenant, outcome, error } = result;
  const came = accounts ?? tenant ?? outcome;
  return (
    <Stack aria-live="polite">
      <ol className={classes.steps}>
        {steps.map((step, index) => (
          <Step key={index} step={step} />
        ))}
      </ol>
      {error ? (
        <Alert
          role="alert"
          color="red"
          variant="outline"
          icon={<IconAlertTriangle size={18} />}
          title={faultOf(integration, error.kind).message}
        >
          <Text size="xs" ff="monospace" style={{ overflowWrap: "anywhere" }}>
            {error.detail}
          </Text>
        </Alert>
      ) : (
        <Group gap="xs">
          <IconCircleCheck size={18} color="var(--daicho-good)" aria-hidden />
          <Text>{accounts ? words.accounts(format.number(accounts.length)) : words.succeeded}</Text>
        </Group>
      )}
      {came !== null && (
        <Code block tabIndex={0} mah={360} style={{ overflow: "auto" }}>
          {JSON.stringify(came, null, 2)}
        </Code>
      )}
    </Stack>
  );
}

function Step({ step }: { step: AttemptStep }) {
  const { attempt: words } = useTexts().connector;
  const format = useFormat();
  const { method, url, status, milliseconds, answer, read } = step;
  return (
    <li>
      <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
        {method} {url} · {status ?? words.noAnswer} · {words.milliseconds(format.number(milliseconds))}
      </Text>
      <div className={classes.sides}>
        <Side title={words.answer} text={answer || words.nothing} />
        <Side title={words.read} text={read.length === 0 ? words.nothing : JSON.stringify(read, null, 2)} />
      </div>
    </li>
  );
}

function Side({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed" fw={600} mb={2}>
        {title}
      </Text>
      <Code block tabIndex={0} aria-label={title}>
        {text}
      </Code>
    </div>
  );
}
