namespace Chat.Sessions.Labels;

/// <summary>The words of labels, for REST and events.</summary>
internal static class LabelNames
{
    public const string All = "good, bad or needs_review";

    public static string Of(TrainingLabel label) =>
        label switch
        {
            TrainingLabel.Good => "good",
            TrainingLabel.Bad => "bad",
            _ => "needs_review",
        };

    /// <summary>Null: no such label.</summary>
    public static TrainingLabel? Parse(string? name) =>
        name switch
        {
            "good" => TrainingLabel.Good,
            "bad" => TrainingLabel.Bad,
            "needs_review" => TrainingLabel.NeedsReview,
            _ => null,
        };
}
