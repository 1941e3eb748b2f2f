using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Chat.ServiceDefaults.Errors;

/// <summary>A failed request's answer: RFC 9457 problem details with members of ours.</summary>
public sealed record Problem
{
    /// <summary>Media type of the answer.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>URI of the kind of problem: <c>urn:chat:problem:</c> and the code.</summary>
    public required string Type { get; init; }

    /// <summary>The kind of problem in words; the same for every problem of a status.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What happened this time, in one sentence.</summary>
    public required string Detail { get; init; }

    /// <summary>Path of the request that failed.</summary>
    public string? Instance { get; init; }

    /// <summary>Stable name of the failure, for programs.</summary>
    public required string Code { get; init; }

    /// <summary>Every field that was wrong; absent when no single field was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProblemFault>? Errors { get; init; }

    /// <summary>What the company tells its visitors in this state, in its own words; absent when it wrote nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Notice { get; init; }

    /// <summary>W3C trace id under which the request was recorded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }

    /// <summary>Whether the same request may succeed later.</summary>
    [Required]
    public bool Retryable { get; init; }
}
