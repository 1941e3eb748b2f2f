using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Customers;

namespace Chat.Sessions.Agents;

/// <summary>Checks what somebody wants of an agent; all faults at once.</summary>
internal static class AgentReader
{
    /// <summary>The changes a body asks for.</summary>
    /// <param name="body">As it was sent.</param>
    /// <param name="isNew">What an agent cannot be without must be there.</param>
    public static Result<AgentChanges> Read(AgentBody body, bool isNew)
    {
        List<FieldFault> faults = [];
        var changes = new AgentChanges
        {
            Email = Email(faults, body.Email, isNew),
            Name = Name(faults, body.Name, isNew),
            AvatarUrl = AvatarUrl(faults, body.AvatarUrl),
            Role = Word<AgentRole>(faults, "/role", body.Role),
            Title = Text(faults, "/title", body.Title, 0, AgentLimits.MaxTitle),
            Capacity = Capacity(faults, body.Capacity),
            Skills = Skills(faults, body.Skills),
            Department = Text(faults, "/department", body.Department, 0, AgentLimits.MaxDepartment),
            Visibility = Word<AgentVisibility>(faults, "/visibility", body.Visibility),
            IsActive = body.IsActive,
            ModeOverride = Word<AgentMode>(faults, "/modeOverride", body.ModeOverride),
            AiEnabled = body.AiEnabled,
            AutoAccept = body.AutoAccept,
            IsDefault = body.IsDefault,
        };
        return faults.Count > 0 ? new Invalid(faults) : changes;
    }

    private static string? Email(List<FieldFault> faults, string? email, bool isNew)
    {
        var text = email?.Trim();
        if (text is null ? isNew : !EmailAddress.IsValid(text))
        {
            faults.Add(new FieldFault("/email", "format", "Must be an email address like name@example.com."));
        }

        return text;
    }

    private static string? Name(List<FieldFault> faults, string? name, bool isNew) =>
        Text(faults, "/name", name ?? (isNew ? "" : null), 1, AgentLimits.MaxName);

    private static string? AvatarUrl(List<FieldFault> faults, string? address)
    {
        var text = Text(faults, "/avatarUrl", address, 0, AgentLimits.MaxAvatarUrl);
        var isAddress =
            string.IsNullOrEmpty(text)
            || (
                Uri.TryCreate(text, UriKind.Absolute, out var uri)
                && uri.Scheme == Uri.UriSchemeHttps
                && uri.UserInfo.Length == 0
            );
        if (!isAddress)
        {
            faults.Add(new FieldFault("/avatarUrl", "format", "Must be an https address."));
        }

        return text;
    }

    private static int? Capacity(List<FieldFault> faults, int? capacity)
    {
        if (capacity is < 1 or > AgentLimits.MaxCapacity)
        {
            faults.Add(new FieldFault("/capacity", "out_of_range", $"Must be 1 to {AgentLimits.MaxCapacity}."));
        }

        return capacity;
    }

    private static string[]? Skills(List<FieldFault> faults, IReadOnlyList<string>? skills)
    {
        if (skills is null)
        {
            return null;
        }

        if (skills.Count > AgentLimits.MaxSkills)
        {
            faults.Add(new FieldFault("/skills", "count", $"Must be at most {AgentLimits.MaxSkills}."));
            return null;
        }

        var texts = skills.Select((skill, at) => Text(faults, $"/skills/{at}", skill ?? "", 1, AgentLimits.MaxSkill)!);
        return [.. texts.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static T? Word<T>(List<FieldFault> faults, string pointer, string? word)
        where T : struct, Enum
    {
        if (word is null)
        {
            return null;
        }

        var value = AgentWords.Parse<T>(word);
        if (value is null)
        {
            faults.Add(new FieldFault(pointer, "unknown_value", $"Must be one of: {AgentWords.ListOf<T>()}."));
        }

        return value;
    }

    private static string? Text(List<FieldFault> faults, string pointer, string? value, int least, int most)
    {
        var text = value?.Trim();
        if (text is null)
        {
            return null;
        }

        if (text.Length < least || text.Length > most)
        {
            faults.Add(new FieldFault(pointer, "length", $"Must have {least} to {most} UTF-16 units."));
        }
        else if (text.Contains('\0'))
        {
            // Postgres cannot store it in a text.
            faults.Add(new FieldFault(pointer, "characters", "Must not contain the character U+0000."));
        }

        return text;
    }
}
