using System.ComponentModel.DataAnnotations;
using Chat.Sessions.Messages;

namespace Chat.Sessions.Labels;

/// <summary>A message that has a label, as REST shows it.</summary>
internal sealed record LabelledMessageAnswer
{
    /// <summary>`good`, `bad` or `needs_review`.</summary>
    [AllowedValues("good", "bad", "needs_review")]
    public required string Label { get; init; }

    /// <summary>When it was set last.</summary>
    public required DateTime LabelledAt { get; init; }

    public required MessageAnswer Message { get; init; }

    public static LabelledMessageAnswer From(LabelledMessage labelled) =>
        new()
        {
            Label = LabelNames.Of(labelled.Label),
            LabelledAt = labelled.LabelledAt,
            Message = MessageAnswer.From(labelled.Message),
        };
}
