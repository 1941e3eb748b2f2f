using System.ComponentModel;
using System.Reflection;
using Chat.ServiceDefaults.Errors;
using Chat.Webhooks.Deliveries;

namespace Chat.Webhooks.Tests.Deliveries;

/// <summary>What is refused before the database is asked, and what is told of it.</summary>
public sealed class ListDeliveriesTests
{
    private readonly ListDeliveriesHandler _handler = new(null!);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(101)]
    public async Task HandleAsync_LimitOutOfRange_IsNamed(int limit) =>
        Assert.Equal(["/limit"], await FaultsOfAsync(limit, null));

    [Theory]
    [InlineData("x")]
    [InlineData(" ")]
    [InlineData("AAAA")]
    public async Task HandleAsync_CursorOfNobody_IsNamed(string cursor) =>
        Assert.Equal(["/cursor"], await FaultsOfAsync(null, cursor));

    [Fact]
    public async Task HandleAsync_BothWrong_AreNamedTogether() =>
        Assert.Equal(["/limit", "/cursor"], await FaultsOfAsync(0, "x"));

    [Fact]
    public void ListAsync_Limit_IsDescribedWithTheDefaultInForce()
    {
        var parameters = typeof(DeliveryEndpoints)
            .GetMethod("ListAsync", BindingFlags.NonPublic | BindingFlags.Static)!
            .GetParameters();

        var description = parameters.Single(one => one.Name == "limit").GetCustomAttribute<DescriptionAttribute>()!;

        Assert.Equal($"1 to 100, default {ListDeliveriesHandler.DefaultLimit}.", description.Description);
    }

    private async Task<IEnumerable<string>> FaultsOfAsync(int? limit, string? cursor)
    {
        var request = new ListDeliveries(Guid.CreateVersion7(), limit, cursor, null);

        var result = await _handler.HandleAsync(request, TestContext.Current.CancellationToken);

        return Assert.IsType<Invalid>(result.Error).Faults.Select(fault => fault.Pointer);
    }
}
