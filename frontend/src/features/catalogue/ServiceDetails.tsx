import { Accordion, Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { IconCheck, IconMinus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Markdown } from "@/components/Markdown";
import { StatusBadge } from "@/components/StatusBadge";
import { useFormat, useTexts } from "@/texts";
import classes from "./Catalogue.module.css";
import { IntegrateButton } from "./IntegrateButton";
import type { CatalogueService, ConnectWay } from "./types";
import { VerificationMark } from "./VerificationMark";
import { isByHandOnly } from "./ways";
import { categoryLabel, useBilingual } from "./words";

interface ServiceDetailsProps {
  service: CatalogueService;
  onIntegrate: () => void;
}

/** All that is known about a service before it is integrated. */
export function ServiceDetails({ service, onIntegrate }: ServiceDetailsProps) {
  const { catalogue } = useTexts();
  const { drawer } = catalogue;
  const said = useBilingual();

  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Group gap="sm">
          <Text c="dimmed" size="sm">
            {categoryLabel(catalogue, service.category)}
          </Text>
          <Anchor size="sm" href={service.homepage} target="_blank" rel="noreferrer">
            {catalogue.homepage}
          </Anchor>
          {service.integrated && <StatusBadge tone="good" label={catalogue.integrated} />}
          {service.state === "discontinued" && <StatusBadge tone="warning" label={catalogue.discontinued} />}
        </Group>
        <IntegrateButton service={service} onClick={onIntegrate} size="xs" />
      </Group>

      {isByHandOnly(service) && <Text size="sm">{catalogue.noConnectorHint}</Text>}
      {!isByHandOnly(service) && <Connector service={service} />}
      {service.notes.length > 0 && (
        <Part title={drawer.notes}>
          <Markdown text={service.notes.map((note) => `- ${said(note)}`).join("\n")} />
        </Part>
      )}
      <Part title={drawer.ways}>
        <Accordion variant="separated" defaultValue={service.ways[0]?.name ?? null}>
          {service.ways.map((way) => (
            <Accordion.Item key={way.name} value={way.name}>
              <Accordion.Control>
                <Text size="sm" fw={600}>
                  {said(way.label)}
                </Text>
              </Accordion.Control>
              <Accordion.Panel>
                <Way way={way} />
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      </Part>
    </Stack>
  );
}

/** What the connector can do and tell, and how that was checked. */
function Connector({ service }: { service: CatalogueService }) {
  const { catalogue } = useTexts();
  const { drawer } = catalogue;
  const format = useFormat();
  const missing = entriesOf(service.fields).filter(([, isGiven]) => !isGiven);
  return (
    <>
      <Part title={drawer.abilities}>
        <Answers answers={entriesOf(service.capabilities)} words={catalogue.capabilities} />
        {service.employeeMaster && <Text size="sm">{catalogue.employeeMaster}</Text>}
      </Part>
      <Part title={drawer.tells}>
        <Answers answers={entriesOf(service.fields).filter(([, isGiven]) => isGiven)} words={catalogue.fields} />
      </Part>
      <Part title={drawer.doesNotTell}>
        {missing.length === 0 ? (
          <Text size="sm" c="dimmed">
            {drawer.tellsAll}
          </Text>
        ) : (
          <Answers answers={missing} words={catalogue.fields} />
        )}
      </Part>
      <Part title={drawer.verified}>
        <VerificationMark verification={service.verification} />
        <Text size="sm" c="dimmed">
          {catalogue.verificationExplanations[service.verification]}
        </Text>
      </Part>
      {typeof service.predictedRequests === "number" && (
        <Part title={drawer.requests}>
          <Text size="sm">{drawer.requestsAbout(format.number(service.predictedRequests))}</Text>
        </Part>
      )}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={3} size="sm" mb={6}>
        {title}
      </Title>
      {children}
    </section>
  );
}

interface AnswersProps<Name extends string> {
  answers: readonly (readonly [Name, boolean])[];
  words: Readonly<Record<Name, string>>;
}

function Answers<Name extends string>({ answers, words }: AnswersProps<Name>) {
  const { drawer } = useTexts().catalogue;
  return (
    <ul className={classes.answers}>
      {answers.map(([name, isYes]) => (
        <li key={name} data-answer={isYes ? "yes" : "no"}>
          {isYes ? (
            <IconCheck size={15} aria-label={drawer.can} role="img" />
          ) : (
            <IconMinus size={15} aria-label={drawer.cannot} role="img" />
          )}
          {words[name]}
        </li>
      ))}
    </ul>
  );
}

function Way({ way }: { way: ConnectWay }) {
  const { drawer } = useTexts().catalogue;
  const said = useBilingual();
  return (
    <Stack gap="xs">
      <Markdown text={said(way.guide)} />
      <Text size="xs" fw={600} c="dimmed">
        {drawer.fields}
      </Text>
      <Text size="sm">
        {way.fields.length === 0 ? drawer.nothingAsked : way.fields.map(({ label }) => said(label)).join(" · ")}
      </Text>
      {way.scopes.length > 0 && (
        <>
          <Text size="xs" fw={600} c="dimmed">
            {drawer.scopes}
          </Text>
          <Group gap={4}>
            {way.scopes.map((scope) => (
              <code key={scope} className={classes.scope}>
                {scope}
              </code>
            ))}
          </Group>
        </>
      )}
    </Stack>
  );
}

function entriesOf<Name extends string>(record: Readonly<Record<Name, boolean>>): readonly [Name, boolean][] {
  return Object.entries(record) as [Name, boolean][];
}
