using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Assignments;

/// <summary>Checks the body of an assignment; all faults at once.</summary>
internal static class AssignmentReader
{
    private const int MaxNote = 5_000;

    public static Invalid? Validate(AssignmentBody body)
    {
        List<FieldFault> faults = [];
        if (body.AgentId is null)
        {
            faults.Add(new FieldFault("/agentId", "required", "Must be the id of an agent."));
        }

        if (body.Note is { } note && (note.Length is 0 or > MaxNote || note.Contains('\0')))
        {
            faults.Add(new FieldFault("/note", "length", $"Must have 1 to {MaxNote} UTF-16 units and no U+0000."));
        }

        return faults.Count > 0 ? new Invalid(faults) : null;
    }
}
