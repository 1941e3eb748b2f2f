using System.Text.Json;

namespace Chat.Gateway.Dialects.Xcelsior.Rest;

/// <summary>What a request of the dialect is answered.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Write">Writes the answer's object: <c>data</c>, and of lists what follows.</param>
internal sealed record XcelsiorAnswer(int Status, Action<Utf8JsonWriter> Write)
{
    /// <summary>One thing.</summary>
    public static XcelsiorAnswer Of(Action<Utf8JsonWriter> writeData, int status = StatusCodes.Status200OK) =>
        new(
            status,
            json =>
            {
                json.WriteStartObject();
                json.WritePropertyName("data");
                writeData(json);
                json.WriteEndObject();
            }
        );

    /// <summary>A page of a list of ours; what <paramref name="writeItem"/> writes nothing of is left out.</summary>
    public static XcelsiorAnswer OfPage(JsonElement page, Action<Utf8JsonWriter, JsonElement> writeItem) =>
        new(
            StatusCodes.Status200OK,
            json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("data");
                foreach (var item in page.GetProperty("data").EnumerateArray())
                {
                    writeItem(json, item);
                }
                json.WriteEndArray();
                XcelsiorJson.Copy(json, page, "nextCursor");
                XcelsiorJson.Copy(json, page, "hasMore");
                json.WriteEndObject();
            }
        );
}
