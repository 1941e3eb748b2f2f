using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Teams;

/// <summary>There is none with this id in the tenant.</summary>
internal sealed record TeamNotFound() : NotFound("team_not_found", "There is no such team.");

/// <summary>There is a team of this name already.</summary>
internal sealed record TeamNameTaken() : Conflict("team_name_taken", "Another team has this name.");

/// <summary>Somebody else changed it since the caller read it.</summary>
internal sealed record TeamChanged()
    : VersionMismatch(Message: "The team was changed meanwhile. Read it again and send its ETag as If-Match.");

/// <summary>The tenant has as many teams as it may.</summary>
internal sealed record TooManyTeams(int Limit)
    : PreconditionFailed("too_many_teams", $"A tenant has at most {Limit} teams; delete one first.");

/// <summary>Whoever reports to the agent would stand as high as it, or higher.</summary>
internal sealed record LevelBelowReports(int Least)
    : PreconditionFailed("level_below_reports", $"Agents who report to this one need it at level {Least} at least.");
