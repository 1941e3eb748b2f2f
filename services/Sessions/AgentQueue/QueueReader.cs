using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.AgentQueue;

/// <summary>Checks what is asked of the agent; all faults at once.</summary>
internal static class QueueReader
{
    private const int MaxNote = 5_000;
    private const int MaxSkills = 20;
    private const int MaxSkill = 50;
    private const int MaxDepartment = 64;

    public static Invalid? Validate(QueueBody body)
    {
        List<FieldFault> faults = [];
        Text(faults, "/note", body.Note, 1, MaxNote);
        Text(faults, "/department", body.Department, 1, MaxDepartment);
        if (body.Skills is { Count: > MaxSkills })
        {
            faults.Add(new FieldFault("/skills", "count", $"Must be at most {MaxSkills}."));
        }

        foreach (var (index, skill) in (body.Skills ?? []).Take(MaxSkills).Index())
        {
            Text(faults, $"/skills/{index}", skill ?? "", 1, MaxSkill);
        }

        return faults.Count > 0 ? new Invalid(faults) : null;
    }

    private static void Text(List<FieldFault> faults, string pointer, string? text, int least, int most)
    {
        if (text is not null && (text.Length < least || text.Length > most || text.Contains('\0')))
        {
            faults.Add(new FieldFault(pointer, "length", $"Must have {least} to {most} UTF-16 units and no U+0000."));
        }
    }
}
