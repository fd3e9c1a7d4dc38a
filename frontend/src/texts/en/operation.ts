export const operation = {
  title: "Actions",
  changes: {
    delete: {
      verb: "Delete",
      title: (account: string, service: string) => `Delete ${account} from ${service}?`,
      titleMany: (count: number) => `Delete ${count} accounts?`,
      requested: (count: number) =>
        count === 1 ? "The account is being deleted" : `${count} accounts are being deleted`,
    },
    deactivate: {
      verb: "Suspend",
      title: (account: string, service: string) => `Suspend ${account} in ${service}?`,
      titleMany: (count: number) => `Suspend ${count} accounts?`,
      requested: (count: number) =>
        count === 1 ? "The account is being suspended" : `${count} accounts are being suspended`,
    },
    reactivate: {
      verb: "Reactivate",
      title: (account: string, service: string) => `Reactivate ${account} in ${service}?`,
      titleMany: (count: number) => `Reactivate ${count} accounts?`,
      requested: (count: number) =>
        count === 1 ? "The account is being reactivated" : `${count} accounts are being reactivated`,
    },
  },
  kinds: { create: "Create", suspend: "Suspend", reactivate: "Reactivate", delete: "Delete" },
  states: {
    scheduled: "Scheduled",
    requested: "Waiting",
    running: "Running",
    succeeded: "Done",
    failed: "Failed",
    unknown: "Not known yet",
    cancelled: "Cancelled",
  },
  alreadyGone: "Was already gone",
  origins: {
    screen: "on the screen",
    api: "by API",
    slack: "from Slack",
    automation: "by an automation",
    offboarding: "by an offboarding",
  },
  askedBy: (name: string, origin: string) => `${name}, ${origin}`,
  runsAt: (time: string) => `Runs at ${time}`,
  settle: "Ask the service",
  succeededMany: (count: number) => `${count} operations are done`,
  failedMany: (count: number) => `${count} operations failed. The integration log says why.`,
  finished: {
    create: (account: string, service: string) => `${account} was created in ${service}`,
    suspend: (account: string, service: string) => `${account} was suspended in ${service}`,
    reactivate: (account: string, service: string) => `${account} was reactivated in ${service}`,
    delete: (account: string, service: string) => `${account} was deleted from ${service}`,
  },
  scheduled: (count: number, time: string) =>
    count === 1 ? `The account will be deleted at ${time}` : `${count} accounts will be deleted at ${time}`,
  cancelled: (count: number) => (count === 1 ? "Undone: nothing is deleted" : `Undone: nothing of ${count} is deleted`),
  notPossible: "This is not possible.",
  whatHappens: "What happens",
  whatIsSent: (count: number) => (count === 1 ? "What is sent: 1 request" : `What is sent: ${count} requests`),
  many: (allowed: number, refused: number) =>
    refused === 0
      ? `${allowed} accounts are changed.`
      : `${allowed} accounts are changed. ${refused} cannot be and are left as they are.`,
  handOverTo: "Hand the content over to",
  handOverHint: "Without somebody here, the service decides what becomes of it.",
  accountPlaceholder: "Name or e-mail in this workspace",
  noAccountFound: "No account fits",
  contentIsLost: "Content is lost for good. Nobody can bring it back.",
  consequences: {
    effects: {
      removes: (service: string) => `The account is removed from ${service}.`,
      deactivates: (service: string) =>
        `${service} only deactivates it: nobody can sign in, the account stays listed there.`,
      leaves: (service: string) => `The person leaves this workspace of ${service}; the login itself stays theirs.`,
    },
    changes: {
      create: (service: string) => `An account is made in ${service}.`,
      suspend: (service: string) => `Nobody can sign in to ${service} with it until it is reactivated.`,
      reactivate: (service: string) => `The account can be used in ${service} again.`,
    },
    contentLost: (service: string) => `Its content in ${service} is lost for good.`,
    contentKept: (service: string) => `Its content in ${service} stays.`,
    handsOver: "Its content can be handed over to another account.",
    freesLicense: "A licence becomes free.",
    needsPlan: (plan: string) => `Needs the plan: ${plan}.`,
    scheduled: (time: string) => `It is done at ${time}; until then it can be undone.`,
    suspendsNow: "Until then the account is suspended.",
  },
};
