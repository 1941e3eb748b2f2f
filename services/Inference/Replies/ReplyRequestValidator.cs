using Chat.Contracts.Inference.V1;
using Chat.Inference.Pacing;
using Chat.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Inference.Replies;

/// <summary>Checks what only Inference knows of a request; Sessions checks the message itself when it stores it.</summary>
internal static class ReplyRequestValidator
{
    private const int MaxFacts = 50;
    private const int MaxFactName = 100;
    private const int MaxFactValue = 500;
    private const int MaxGraceSeconds = 60;

    /// <summary>Null: nothing is wrong; else all faults at once.</summary>
    public static Invalid? Validate(ReplyRequest request)
    {
        var faults = new List<FieldFault>();
        CheckLength(faults, "/locale", request.Locale, 35);
        CheckLength(faults, "/textsLocale", request.TextsLocale, 35);
        CheckLength(faults, "/leadSource", request.LeadSource, 100);
        if (request.Page is { } page)
        {
            CheckLength(faults, "/page/url", page.Url, 2000);
            CheckLength(faults, "/page/title", page.Title, 500);
            CheckLength(faults, "/page/description", page.Description, 1000);
            CheckLength(faults, "/page/contentSnippet", page.ContentSnippet, 2000);
        }
        CheckUserData(faults, request);
        if (request.DisconnectGrace is { } grace && !IsGrace(grace))
        {
            faults.Add(new FieldFault("/disconnectGrace", "out_of_range", "The grace is 0 to 60 seconds."));
        }
        CheckPace(faults, request);
        return faults.Count == 0 ? null : new Invalid(faults);
    }

    // Other nanoseconds than these are no duration: it could not be read when the caller is gone.
    private static bool IsGrace(Duration grace) =>
        grace.Seconds is >= 0 and < MaxGraceSeconds
            ? grace.Nanos is >= 0 and < 1_000_000_000
            : grace is { Seconds: MaxGraceSeconds, Nanos: 0 };

    private static void CheckPace(List<FieldFault> faults, ReplyRequest request)
    {
        if (request.Pace is null)
        {
            return;
        }
        if (request.ConversationId.Length == 0 || request.ClientMessageId.Length == 0 || request.Sequence <= 0)
        {
            faults.Add(new FieldFault("/pace", "not_stored", "Only a message that is stored can be answered later."));
        }
        if (PaceRules.Fault(request.Pace) is { } fault)
        {
            faults.Add(fault);
        }
    }

    private static void CheckUserData(List<FieldFault> faults, ReplyRequest request)
    {
        if (request.UserData.Count > MaxFacts)
        {
            faults.Add(new FieldFault("/userData", "too_many", $"At most {MaxFacts} facts are taken."));
            return;
        }
        foreach (var (name, value) in request.UserData)
        {
            if (name.Length > MaxFactName)
            {
                faults.Add(
                    new FieldFault("/userData", "name_too_long", $"A name has at most {MaxFactName} characters.")
                );
            }
            else
            {
                CheckLength(faults, JsonPointer.Below("/userData", name), value, MaxFactValue);
            }
        }
    }

    private static void CheckLength(List<FieldFault> faults, string pointer, string value, int limit)
    {
        if (value.Length > limit)
        {
            faults.Add(new FieldFault(pointer, "too_long", $"At most {limit} characters are taken."));
        }
    }
}
