using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Ratings;

/// <summary>What a rating may say, by the tenant's settings; pure.</summary>
internal static class RatingRules
{
    private const int MaxComment = 2000;
    private const int MaxFollowUp = 20;

    public static string? NameOf(RatingKind kind) =>
        kind is RatingKind.Legacy ? null : kind.ToString().ToLowerInvariant();

    /// <summary>What is wrong with it; null: nothing.</summary>
    public static Error? Check(RateConversation request, RatingSettings settings)
    {
        var faults = new List<FieldFault>();
        var kind = KindOf(request.Type);
        if (kind is null)
        {
            faults.Add(new FieldFault("/type", "unknown", "Must be thumbs, stars or emoji, or be left out."));
        }

        var least = kind is RatingKind.Thumbs ? 0 : 1;
        var most = kind is RatingKind.Thumbs ? 1 : 5;
        if (request.Value is not { } value || value < least || value > most)
        {
            faults.Add(new FieldFault("/value", "out_of_range", $"Must be {least} to {most}."));
        }

        CheckFollowUp(faults, request, kind, settings);
        DetailsRules.Text(faults, "/comment", request.Comment, 0, MaxComment);
        if (faults.Count > 0)
        {
            return new Invalid(faults);
        }

        return kind is not RatingKind.Legacy && (!settings.Enabled || NameOf(kind!.Value) != Allowed(settings))
            ? new RatingDisabled()
            : null;
    }

    /// <summary>Null: no such type.</summary>
    public static RatingKind? KindOf(string? type) =>
        type switch
        {
            null or "" => RatingKind.Legacy,
            "thumbs" => RatingKind.Thumbs,
            "stars" => RatingKind.Stars,
            "emoji" => RatingKind.Emoji,
            _ => null,
        };

    private static string Allowed(RatingSettings settings) => settings.Type.ToString().ToLowerInvariant();

    private static void CheckFollowUp(
        List<FieldFault> faults,
        RateConversation request,
        RatingKind? kind,
        RatingSettings settings
    )
    {
        if (request.FollowUp is not { Count: > 0 } chosen)
        {
            return;
        }

        var options =
            kind is not RatingKind.Legacy
            && request.Value is { } value
            && settings.FollowUpOptions.TryGetValue($"{value}", out var found)
                ? found
                : [];
        if (
            chosen.Count > MaxFollowUp
            || chosen.Distinct(StringComparer.Ordinal).Count() != chosen.Count
            || chosen.Any(option => !options.Contains(option, StringComparer.Ordinal))
        )
        {
            faults.Add(new FieldFault("/followUp", "unknown", "Must be of the value's options, each once."));
        }
    }
}
