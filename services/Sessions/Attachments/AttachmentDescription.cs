using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Chat.Sessions.Attachments;

/// <summary>Says of a file's links that the bytes go as they are, under the media type that was announced.</summary>
internal static class AttachmentDescription
{
    private const string Success = "200";

    public static Task AddUploadAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = Bytes() };
        return Task.CompletedTask;
    }

    public static Task AddDownloadAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        if (operation.Responses?[Success] is OpenApiResponse answer)
        {
            answer.Content = Bytes();
        }
        return Task.CompletedTask;
    }

    private static Dictionary<string, OpenApiMediaType> Bytes() =>
        new(StringComparer.Ordinal)
        {
            ["*/*"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
            },
        };
}
