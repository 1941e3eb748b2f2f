using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Transcripts;

/// <summary>Whole conversations, notes included, are the company's.</summary>
internal sealed record TranscriptForbidden()
    : Forbidden("transcript_forbidden", "Only agents and secret keys export conversations.");
