namespace Chat.Sessions.Teams;

/// <summary>A team, and how many agents are in it.</summary>
internal sealed record TeamWithSize(Team Team, int MemberCount);
