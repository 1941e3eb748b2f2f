namespace Chat.Inference.Providers.Recovery;

public sealed class RecoveryTableTests
{
    public static TheoryData<string> Kinds => [.. Enum.GetNames<ProviderFailureKind>()];

    [Theory]
    [InlineData(ProviderFailureKind.Unreachable, true, true, true, false)]
    [InlineData(ProviderFailureKind.RateLimited, true, true, true, false)]
    [InlineData(ProviderFailureKind.Overloaded, true, true, true, false)]
    [InlineData(ProviderFailureKind.CutOff, true, true, true, true)]
    [InlineData(ProviderFailureKind.Malformed, true, true, true, true)]
    [InlineData(ProviderFailureKind.FirstTokenTimeout, false, true, true, true)]
    [InlineData(ProviderFailureKind.IdleTimeout, false, false, false, true)]
    [InlineData(ProviderFailureKind.TooManyToolRounds, false, false, false, true)]
    [InlineData(ProviderFailureKind.Unauthorized, false, true, false, false)]
    [InlineData(ProviderFailureKind.Rejected, false, true, false, false)]
    [InlineData(ProviderFailureKind.Empty, false, true, false, true)]
    [InlineData(ProviderFailureKind.CircuitOpen, false, true, false, false)]
    [InlineData(ProviderFailureKind.ContentFiltered, false, false, false, true)]
    [InlineData(ProviderFailureKind.Refused, false, false, false, true)]
    internal void For_Kind_IsItsRow(ProviderFailureKind kind, bool retry, bool fallBack, bool trips, bool costs) =>
        Assert.Equal(new RecoveryTable.Row(retry, fallBack, trips, costs), RecoveryTable.For(kind));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void For_AnyKind_HasARow(string kind) =>
        Assert.IsType<RecoveryTable.Row>(RecoveryTable.For(Enum.Parse<ProviderFailureKind>(kind)));

    // Who is asked again has failed: that must count, or a broken provider would be asked for ever.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void For_KindThatIsTriedAgain_CountsAgainstTheProvider(string kind)
    {
        var row = RecoveryTable.For(Enum.Parse<ProviderFailureKind>(kind));

        Assert.True(!row.Retry || (row.Trips && row.FallBack), kind);
    }

    [Fact]
    public void For_NoKind_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RecoveryTable.For((ProviderFailureKind)99));
}
