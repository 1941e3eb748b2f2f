using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chat.Webhooks.Events;

/// <summary>Writes bodies in the standard format and keeps them under the bound of Standard Webhooks (20 KB).</summary>
internal static class EventBody
{
    /// <summary>20 KB as the specification has it, taken as the smaller of its two readings.</summary>
    public const int MaxBytes = 20_000;

    // What is left of the citations when even they have to give way to the text.
    private const int MaxCitationsWhenLarge = 10;

    // Bodies are JSON documents, never parts of a page: letters of all scripts may stay as they are.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly EventJsonContext Json = new(
        new JsonSerializerOptions(EventJsonContext.Default.Options) { Encoder = Encoder }
    );

    /// <summary>
    /// The body in UTF-8. What does not fit is given up in order: quotes, citations beyond ten, metadata, the last citations
    /// until they take half of the room, the text's end.
    /// </summary>
    public static byte[] Write(MessageCreatedBody body)
    {
        var bytes = Serialize(body);
        if (bytes.Length < MaxBytes)
        {
            return bytes;
        }

        var small = body with { Data = WithoutQuotes(body.Data) };
        bytes = Serialize(small);
        if (bytes.Length < MaxBytes)
        {
            return bytes;
        }

        var bare = small with { Data = small.Data with { Metadata = null } };
        bytes = Serialize(bare);
        if (bytes.Length < MaxBytes)
        {
            return bytes;
        }

        var lean = WithRoomForText(bare);
        bytes = Serialize(lean);
        return bytes.Length < MaxBytes ? bytes : Serialize(Truncated(lean));
    }

    /// <summary>The body in UTF-8; its fields are short by themselves.</summary>
    public static byte[] Write(ConversationStartedBody body) =>
        JsonSerializer.SerializeToUtf8Bytes(body, Json.ConversationStartedBody);

    /// <summary>The body in UTF-8. What may not fit are tags, where their letters need escapes.</summary>
    public static byte[] Write(ConversationChangedBody body)
    {
        var bytes = Serialize(body);
        return bytes.Length < MaxBytes
            ? bytes
            : Serialize(body with { Data = body.Data with { Tags = null, TagsLeftOut = true } });
    }

    /// <summary>The body in UTF-8. What may not fit are tags, where their letters need escapes.</summary>
    public static byte[] Write(CustomerEventBody body)
    {
        var bytes = Serialize(body);
        return bytes.Length < MaxBytes
            ? bytes
            : Serialize(body with { Data = body.Data with { Tags = null, TagsLeftOut = true } });
    }

    /// <summary>The body in UTF-8. What does not fit is given up in order: the form's fields, the text's end.</summary>
    public static byte[] Write(OfflineMessageReceivedBody body)
    {
        var bytes = Serialize(body);
        if (bytes.Length < MaxBytes)
        {
            return bytes;
        }

        var bare = body with { Data = body.Data with { Fields = null, FieldsLeftOut = true } };
        bytes = Serialize(bare);
        if (bytes.Length < MaxBytes)
        {
            return bytes;
        }

        var empty = bare with { Data = bare.Data with { Text = "", TextTruncated = true } };
        return Serialize(empty with { Data = empty.Data with { Text = Fitting(body.Data.Text, Serialize(empty)) } });
    }

    /// <summary>The body in UTF-8. What does not fit is the end of the project's details.</summary>
    public static byte[] Write(LeadCapturedBody body)
    {
        var bytes = Serialize(body);
        if (bytes.Length < MaxBytes)
        {
            return bytes;
        }

        var empty = body with { Data = body.Data with { ProjectDetails = "", ProjectDetailsTruncated = true } };
        var details = Fitting(body.Data.ProjectDetails, Serialize(empty));
        return Serialize(empty with { Data = empty.Data with { ProjectDetails = details } });
    }

    private static byte[] Serialize(MessageCreatedBody body) =>
        JsonSerializer.SerializeToUtf8Bytes(body, Json.MessageCreatedBody);

    private static byte[] Serialize(ConversationChangedBody body) =>
        JsonSerializer.SerializeToUtf8Bytes(body, Json.ConversationChangedBody);

    private static byte[] Serialize(CustomerEventBody body) =>
        JsonSerializer.SerializeToUtf8Bytes(body, Json.CustomerEventBody);

    private static byte[] Serialize(OfflineMessageReceivedBody body) =>
        JsonSerializer.SerializeToUtf8Bytes(body, Json.OfflineMessageReceivedBody);

    private static byte[] Serialize(LeadCapturedBody body) =>
        JsonSerializer.SerializeToUtf8Bytes(body, Json.LeadCapturedBody);

    private static MessageData WithoutQuotes(MessageData data) =>
        data with
        {
            Citations = [.. data.Citations.Take(MaxCitationsWhenLarge).Select(c => c with { Quote = null })],
        };

    // Titles and addresses may be long: ten of them must not push all of the text out.
    private static MessageCreatedBody WithRoomForText(MessageCreatedBody body)
    {
        var lean = body;
        while (lean.Data.Citations.Count > 0 && SizeWithoutText(lean) > MaxBytes / 2)
        {
            lean = lean with { Data = lean.Data with { Citations = [.. lean.Data.Citations.SkipLast(1)] } };
        }

        return lean;
    }

    private static int SizeWithoutText(MessageCreatedBody body) =>
        Serialize(body with { Data = body.Data with { Text = "" } }).Length;

    private static MessageCreatedBody Truncated(MessageCreatedBody body)
    {
        var empty = body with { Data = body.Data with { Text = "", TextTruncated = true } };
        return empty with { Data = empty.Data with { Text = Fitting(body.Data.Text, Serialize(empty)) } };
    }

    private static string Fitting(string text, byte[] withoutIt) =>
        JsonLength.Cut(
            text,
            MaxBytes - withoutIt.Length - 1,
            part => JsonEncodedText.Encode(part, Encoder).EncodedUtf8Bytes.Length
        );
}
