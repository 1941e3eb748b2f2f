namespace Chat.Sessions.Customers;

/// <summary>Customers: whom the company talks to.</summary>
internal static class CustomersFeature
{
    public static IHostApplicationBuilder AddCustomers(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CustomerStore>();
        builder.Services.AddSingleton<CustomerWork>();
        builder.Services.AddSingleton<CreateCustomerHandler>();
        builder.Services.AddSingleton<UpdateCustomerHandler>();
        builder.Services.AddSingleton<DeleteCustomerHandler>();
        builder.Services.AddSingleton<EnsureCustomerHandler>();
        return builder;
    }

    public static void MapCustomers(this WebApplication app)
    {
        app.MapGrpcService<CustomersGrpcService>();
        CustomerEndpoints.Map(app);
    }
}
