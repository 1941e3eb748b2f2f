using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Settings.Sections;

/// <summary>What to reach in a conversation; null: no target.</summary>
/// <param name="FirstResponseMinutes">Until a person answers first; 1 to 43,200.</param>
/// <param name="NextResponseMinutes">Until every later message is answered; 1 to 43,200.</param>
/// <param name="ResolutionMinutes">Until the conversation is resolved; 1 to 525,600.</param>
internal sealed record SlaTargets(
    [property: Range(1, 43_200)] int? FirstResponseMinutes,
    [property: Range(1, 43_200)] int? NextResponseMinutes,
    [property: Range(1, 525_600)] int? ResolutionMinutes
);
