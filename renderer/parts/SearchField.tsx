import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";

interface SearchFieldProps {
  readonly id?: string;
  readonly className?: string | undefined;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** The search of a screen's list, where `/` leads. */
export const SearchField = ({ id, className = "", label, hint, value, onChange }: SearchFieldProps) => (
  <TextInput
    {...(id !== undefined && { id })}
    className={className}
    type="search"
    data-search
    aria-label={label}
    placeholder={hint}
    leftSection={<IconSearch size={15} aria-hidden />}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);
