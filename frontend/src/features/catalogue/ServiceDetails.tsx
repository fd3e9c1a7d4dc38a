import { Accordion, Anchor, Group, Stack, Text } from "@mantine/core";
import { IconCheck, IconMinus } from "@tabler/icons-react";
import { Markdown } from "@/components/Markdown";
import { StatusBadge } from "@/components/StatusBadge";
import { useFormat, useTexts } from "@/texts";
import classes from "./Catalogue.module.css";
import { Changes } from "./details/Changes";
import { OwnFacts } from "./details/OwnFacts";
import { Part } from "./details/Part";
import { RecordedFacts } from "./details/RecordedFacts";
import { RecordOffer } from "./details/RecordOffer";
import { RobotFacts } from "./details/RobotFacts";
import { Unseen } from "./details/Unseen";
import { IntegrateButton } from "./IntegrateButton";
import type { CatalogueService, ConnectWay } from "./types";
import { OwnMark } from "./OwnMark";
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
  const format = useFormat();

  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Group gap="sm">
          <Text c="dimmed" size="sm">
            {categoryLabel(catalogue, service.category)}
          </Text>
          {service.homepage !== "" && (
            <Anchor size="sm" href={service.homepage} target="_blank" rel="noreferrer">
              {catalogue.homepage}
            </Anchor>
          )}
          <OwnMark service={service} />
          {service.integrated && <StatusBadge tone="good" label={catalogue.integrated} />}
          {service.state === "discontinued" && <StatusBadge tone="warning" label={catalogue.discontinued} />}
          {service.ended && <Text size="sm">{drawer.endedOn(format.day(service.ended))}</Text>}
        </Group>
        <IntegrateButton service={service} onClick={onIntegrate} size="xs" />
      </Group>

      {service.own && <OwnFacts slug={service.slug} />}
      {service.recordedAs !== null && <RecordedFacts slug={service.recordedAs} />}
      {service.toBeRecorded ? (
        <RecordOffer service={service} onKeepByHand={onIntegrate} />
      ) : (
        service.recordedAs === null && isByHandOnly(service) && <Text size="sm">{catalogue.noConnectorHint}</Text>
      )}
      {!isByHandOnly(service) && <Connector service={service} />}
      {service.robot && <RobotFacts robot={service.robot} />}
      <Unseen service={service} />
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
  const said = useBilingual();
  const { full, fast } = service.requestsPer1000Accounts;
  const missing = entriesOf(service.fields).filter(([, isGiven]) => !isGiven);
  return (
    <>
      <Part title={drawer.abilities}>
        <Answers answers={entriesOf(service.capabilities)} words={catalogue.capabilities} />
      </Part>
      {service.plan && (
        <Part title={drawer.plan}>
          <Text size="sm">{said(service.plan)}</Text>
        </Part>
      )}
      <Changes service={service} />
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
      {!service.own && (
        <Part title={drawer.verified}>
          <VerificationMark verification={service.verification} />
          <Text size="sm" c="dimmed">
            {catalogue.verificationExplanations[service.verification]}
            {service.verifiedOn && ` ${drawer.checkedOn(format.day(service.verifiedOn))}`}
          </Text>
        </Part>
      )}
      <Part title={drawer.requests}>
        <Text size="sm">{drawer.requestsAbout(format.number(full))}</Text>
        <Text size="sm">{drawer.seconds(format.number(service.secondsPer1000Accounts.full))}</Text>
        {fast < full && <Text size="sm">{drawer.requestsFast(format.number(fast))}</Text>}
      </Part>
    </>
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
      {way.plan && (
        <Text size="sm">
          {drawer.plan}: {said(way.plan)}
        </Text>
      )}
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
