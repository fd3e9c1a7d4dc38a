/** A file with what goes along, as the client sends a form. The API's document has a file's content as a text. */
export function upload<Fields extends Record<string, string | boolean | File | undefined>>(fields: Fields) {
  return {
    body: fields as { [Name in keyof Fields]: Fields[Name] extends File ? string : Fields[Name] },
    bodySerializer: () => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) {
        if (value !== undefined) form.append(name, value instanceof File ? value : String(value));
      }
      return form;
    },
  };
}
