import { Anchor, Text } from "@mantine/core";
import { IconCircle, IconCircleCheckFilled } from "@tabler/icons-react";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { Home } from "@/api/types";
import { Panel } from "@/components/Panel";
import { useTexts } from "@/texts";
import classes from "./Home.module.css";

/** The first steps of a new organization. */
export function Checklist({ checklist }: { checklist: Home["checklist"] }) {
  const { checklist: words } = useTexts().home;
  const steps: readonly StepProps[] = [
    {
      isDone: checklist.employeeMaster,
      title: words.employeeMaster,
      hint: words.employeeMasterHint,
      to: "/directory",
    },
    {
      isDone: checklist.firstService,
      title: words.firstService,
      hint: words.firstServiceHint,
      to: "/integrations/catalogue",
    },
    { isDone: checklist.colleague, title: words.colleague, hint: words.colleagueHint, to: "/settings/users" },
  ];
  const done = steps.filter(({ isDone }) => isDone).length;
  return (
    <Panel title={words.title} lead={words.progress(done, steps.length)}>
      <ul className={`${classes["lines"]} ${classes["steps"]}`}>
        {steps.map((step) => (
          <Step key={step.title} {...step} />
        ))}
      </ul>
    </Panel>
  );
}

interface StepProps {
  isDone: boolean;
  title: string;
  hint: string;
  to: LinkProps["to"];
}

function Step({ isDone, title, hint, to }: StepProps) {
  const { checklist: words } = useTexts().home;
  const StepIcon = isDone ? IconCircleCheckFilled : IconCircle;
  return (
    <li>
      <StepIcon
        size={20}
        role="img"
        aria-label={isDone ? words.done : words.open}
        color={isDone ? "var(--daicho-good)" : "var(--mantine-color-dimmed)"}
      />
      <div>
        {isDone ? (
          <Text c="dimmed">{title}</Text>
        ) : (
          <Anchor component={Link} to={to} fw={600} size="sm">
            {title}
          </Anchor>
        )}
        {!isDone && <Text c="dimmed">{hint}</Text>}
      </div>
    </li>
  );
}
