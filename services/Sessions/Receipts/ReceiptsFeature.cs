namespace Chat.Sessions.Receipts;

/// <summary>How far everybody has got.</summary>
internal static class ReceiptsFeature
{
    public static IHostApplicationBuilder AddReceipts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReceiptStore>();
        builder.Services.AddSingleton<MarkReceiptHandler>();
        builder.Services.AddSingleton<ListReceiptsHandler>();
        return builder;
    }

    public static void MapReceipts(this WebApplication app)
    {
        app.MapGrpcService<ReceiptsGrpcService>();
        ReceiptEndpoints.Map(app);
    }
}
