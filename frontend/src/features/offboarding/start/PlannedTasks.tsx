import { Text, TextInput, Title } from "@mantine/core";
import { Rows } from "@/components/Rows";
import { useTexts } from "@/texts";
import { UserPicker } from "../UserPicker";
import type { PlannedTask } from "./draft";

interface PlannedTasksProps {
  tasks: readonly PlannedTask[];
  onChange: (tasks: readonly PlannedTask[]) => void;
}

/** What somebody has to do by hand: take back a laptop, a key, a phone number. */
export function PlannedTasks({ tasks, onChange }: PlannedTasksProps) {
  const { task: words } = useTexts().offboarding;
  return (
    <section>
      <Title order={3} size="sm">
        {words.title}
      </Title>
      <Text size="sm" c="dimmed" mb={6}>
        {words.lead}
      </Text>
      <Rows
        rows={tasks}
        onChange={onChange}
        added={{ title: "", assigneeId: null, dueDate: "" }}
        addLabel={words.add}
        nameOf={({ title }) => title}
        align="flex-end"
      >
        {({ title, assigneeId, dueDate }, change) => (
          <>
            <TextInput
              label={words.what}
              flex="2 1 220px"
              value={title}
              onChange={(event) => change({ title: event.currentTarget.value })}
            />
            <UserPicker
              label={words.assignee}
              value={assigneeId}
              onChange={(chosen) => change({ assigneeId: chosen })}
            />
            <TextInput
              type="date"
              label={words.due}
              value={dueDate}
              onChange={(event) => change({ dueDate: event.currentTarget.value })}
            />
          </>
        )}
      </Rows>
    </section>
  );
}
