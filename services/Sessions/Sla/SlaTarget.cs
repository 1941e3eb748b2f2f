namespace Chat.Sessions.Sla;

/// <summary>What was to be reached in time.</summary>
internal enum SlaTarget
{
    FirstResponse,
    NextResponse,
    Resolution,
}
