namespace Chat.Sessions.Labels;

/// <summary>What agents think of a conversation or message for training. The numbers are stored.</summary>
internal enum TrainingLabel : short
{
    Good = 1,
    Bad = 2,
    NeedsReview = 3,
}
