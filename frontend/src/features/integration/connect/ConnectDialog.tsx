import { Button, Group, Modal, Text } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import type { SyntheticEvent } from "react";
import { describeError } from "@/api/errors";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { ServiceMark } from "@/components/ServiceMark";
import type { CatalogueService } from "@/features/catalogue/types";
import { useBilingual } from "@/features/catalogue/words";
import { useTexts } from "@/texts";
import { CustomAccounts } from "../custom/CustomAccounts";
import { FaultAlert } from "../FaultAlert";
import { faultDetail, faultPicture } from "../faults";
import type { Workspace } from "../types";
import classes from "./ConnectDialog.module.css";
import { ConsentStep } from "./ConsentStep";
import { CredentialsStep } from "./CredentialsStep";
import { FirstSync } from "./FirstSync";
import { Guide } from "./Guide";
import { NameStep } from "./NameStep";
import { StepList } from "./StepList";
import { TestStep } from "./TestStep";
import { useConnect, type Connect } from "./useConnect";
import { WayStep } from "./WayStep";

interface ConnectDialogProps {
  service: CatalogueService;
  /** The workspace whose credentials are replaced; a new one is made when it is left out. */
  workspace?: Workspace;
  onClose: () => void;
}

/** The whole way from choosing how to integrate a service to a first look at its accounts. */
export default function ConnectDialog({ service, workspace, onClose }: ConnectDialogProps) {
  const { integration } = useTexts();
  const { connect: texts } = integration;
  const said = useBilingual();
  const name = said(service.name);
  const connect = useConnect(service, workspace);
  const isNarrow = useMediaQuery("(max-width: 61.99em)");
  const [isLeaving, leaving] = useDisclosure(false);
  const isDone = connect.outcome !== null;
  const close = () => (isDone || connect.isUntouched ? onClose() : leaving.open());

  return (
    <>
      <Modal
        opened
        onClose={close}
        size={1080}
        fullScreen={isNarrow}
        closeOnClickOutside={false}
        title={
          <Group gap="xs">
            <ServiceMark uniqueName={service.slug} name={name} />
            {workspace === undefined ? texts.title(name) : texts.againTitle(name, workspace.workspaceName)}
          </Group>
        }
      >
        <div className={classes.layout}>
          <StepList steps={connect.steps} current={connect.step} />
          <Course connect={connect} onClose={onClose} />
          {connect.way !== undefined && <Guide service={service} way={connect.way} />}
        </div>
      </Modal>
      <ConfirmDialog
        opened={isLeaving}
        onClose={leaving.close}
        title={texts.leaveTitle}
        consequences={texts.leaveEffects}
        action={texts.leave}
        onConfirm={() => {
          onClose();
          return Promise.resolve();
        }}
      />
    </>
  );
}

function Course({ connect, onClose }: { connect: Connect; onClose: () => void }) {
  const { common, errors } = useTexts();
  const { outcome, error } = connect;

  if (outcome !== null) {
    return (
      <div className={classes.body}>
        <Ending connect={connect} {...outcome} />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {common.close}
          </Button>
        </div>
      </div>
    );
  }

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    connect.next();
  };
  return (
    <form className={classes.body} onSubmit={submit} noValidate>
      <CurrentStep connect={connect} />
      {error !== null && (
        <FaultAlert
          problem={{ ...describeError(error, errors), detail: faultDetail(error), picture: faultPicture(error) }}
        />
      )}
      <Buttons connect={connect} />
    </form>
  );
}

/** What follows the last question. */
function Ending({
  connect: { step },
  ...outcome
}: {
  connect: Connect;
  workspaceId: number;
  requestId: string | null;
}) {
  const { connect: texts } = useTexts().integration;
  if (step === "accounts") return <CustomAccounts workspaceId={outcome.workspaceId} />;
  if (step === "browser") return <Text>{texts.assistedDone}</Text>;
  return <FirstSync {...outcome} />;
}

function CurrentStep({ connect }: { connect: Connect }) {
  switch (connect.step) {
    case "way":
      return <WayStep connect={connect} />;
    case "credentials":
      return <CredentialsStep connect={connect} />;
    case "test":
      return <TestStep connect={connect} />;
    case "name":
      return <NameStep connect={connect} />;
    case "consent":
      return <ConsentStep connect={connect} />;
    case "accounts":
    case "sync":
    case "browser":
      return null;
  }
}

function Buttons({ connect }: { connect: Connect }) {
  const { integration } = useTexts();
  const { connect: texts } = integration;
  const said = useBilingual();
  const { step, steps, verify, back, correctCredentials, existing, isBusy } = connect;
  const hasFailedTest = step === "test" && verify.isError;
  const following = steps[steps.indexOf(step) + 1];

  const label = () => {
    if (step === "credentials" && following === "test") return texts.test;
    if (step === "consent") return texts.toService(said(connect.service.name));
    if (following === "accounts") return integration.custom.create;
    if (following === "browser") return texts.assistedSave;
    if (following === "sync") return existing === undefined ? texts.save : texts.saveAgain;
    return texts.next;
  };

  return (
    <div className={classes.buttons}>
      {back !== undefined && !hasFailedTest && (
        <Button variant="default" onClick={back} disabled={isBusy}>
          {texts.back}
        </Button>
      )}
      {hasFailedTest ? (
        // A node of its own: if the click turned this very button into the next one, it would submit the form.
        <Button key="correct" type="button" onClick={correctCredentials}>
          {texts.toCredentials}
        </Button>
      ) : (
        <Button key="next" type="submit" loading={isBusy || (step === "test" && verify.isPending)}>
          {label()}
        </Button>
      )}
    </div>
  );
}
