import { Loader, Group, Stack, Text, Title } from "@mantine/core";
import { describeError } from "@/api/errors";
import { StatusBadge } from "@/components/StatusBadge";
import { useTexts } from "@/texts";
import { FaultAlert } from "../FaultAlert";
import { faultDetail, faultPicture, faultRequests } from "../faults";
import type { ServiceRequest, VerifiedTenant } from "../types";
import { RequestList } from "./RequestList";
import type { Connect } from "./useConnect";

/** The credentials are tried on the service: each request and its answer is shown, and nothing is stored. */
export function TestStep({ connect: { verify, stepsDone } }: { connect: Connect }) {
  const { errors, integration } = useTexts();
  const texts = integration.connect;
  return (
    <Stack gap="sm" aria-live="polite" aria-busy={verify.isPending}>
      {verify.isPending && (
        <Group gap="xs">
          <Loader size="xs" />
          <Text size="sm">{texts.testing}</Text>
        </Group>
      )}
      {verify.isPending && stepsDone.length > 0 && <RequestList requests={stepsDone} isGrowing />}
      {verify.isError && (
        <>
          <Text size="sm">{texts.testFailed}</Text>
          <FaultAlert
            problem={{
              ...describeError(verify.error, errors),
              detail: faultDetail(verify.error),
              picture: faultPicture(verify.error),
            }}
          />
          {faultRequests(verify.error).length > 0 && <Requests requests={faultRequests(verify.error)} />}
        </>
      )}
      {verify.isSuccess && (
        <>
          <StatusBadge tone="good" label={texts.testPassed} />
          <Tenant tenant={verify.data.tenant} />
          <Requests requests={verify.data.requests} />
        </>
      )}
    </Stack>
  );
}

function Requests({ requests }: { requests: readonly ServiceRequest[] }) {
  const { connect } = useTexts().integration;
  return (
    <div>
      <Title order={3} size="sm" mb={6}>
        {connect.requests}
      </Title>
      <RequestList requests={requests} />
    </div>
  );
}

function Tenant({ tenant }: { tenant: VerifiedTenant["tenant"] }) {
  const { connect } = useTexts().integration;
  const known = [
    [connect.tenant, tenant.name],
    [connect.tenantId, tenant.id],
    [connect.domains, tenant.domains.join(", ")],
  ].filter(([, value]) => value !== null && value !== "");
  return (
    <div>
      {known.map(([label, value]) => (
        <Text key={label} size="sm">
          <Text span c="dimmed">
            {label}:{" "}
          </Text>
          {value}
        </Text>
      ))}
    </div>
  );
}
