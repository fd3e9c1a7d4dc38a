export const integration = {
  title: "Integrations",
};
