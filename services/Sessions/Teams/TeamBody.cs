using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Teams;

/// <summary>Body of `POST /v1/teams` and `PATCH /v1/teams/{id}`; what is absent stays as it is.</summary>
internal sealed record TeamBody
{
    private const int MaxName = 200;
    private const int MaxDescription = 2_000;

    /// <summary>Unique among the tenant's teams, whatever its case; 1 to 200 UTF-16 units.</summary>
    public string? Name { get; init; }

    /// <summary>At most 2,000 UTF-16 units; an empty text takes it away.</summary>
    public string? Description { get; init; }

    /// <summary>What is wrong with it; all faults at once.</summary>
    public Invalid? Check(bool isNew)
    {
        List<FieldFault> faults = [];
        Check(faults, "/name", Name ?? (isNew ? "" : null), 1, MaxName);
        Check(faults, "/description", Description, 0, MaxDescription);
        return faults.Count > 0 ? new Invalid(faults) : null;
    }

    private static void Check(List<FieldFault> faults, string pointer, string? value, int least, int most)
    {
        var text = value?.Trim();
        if (text is not null && (text.Length < least || text.Length > most || text.Contains('\0')))
        {
            faults.Add(
                new FieldFault(pointer, "length", $"Must have {least} to {most} UTF-16 units, none of them U+0000.")
            );
        }
    }
}
