namespace Chat.Sessions.Attachments;

/// <summary>Files that people send: announced, uploaded and read by signed links.</summary>
internal static class AttachmentsFeature
{
    public static IHostApplicationBuilder AddAttachments(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AttachmentStore>();
        builder.Services.AddSingleton<AttachmentLinks>();
        builder.Services.AddSingleton<MessageFiles>();
        builder.Services.AddSingleton<AnnounceAttachmentHandler>();
        builder.Services.AddSingleton<UploadHandler>();
        builder.Services.AddSingleton<DeleteAttachmentHandler>();
        return builder;
    }

    public static void MapAttachments(this WebApplication app) => AttachmentEndpoints.Map(app);
}
