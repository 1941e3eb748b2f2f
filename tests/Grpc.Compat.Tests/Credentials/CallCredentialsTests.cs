using Grpc.Compat.Tests.Doubles;
using Grpc.Core;

namespace Grpc.Compat.Tests.Credentials;

public sealed class CallCredentialsTests
{
    private readonly RecordingCallConfigurator _configurator = new();

    [Fact]
    public void InternalPopulateConfiguration_FromInterceptor_NamesTheInterceptor()
    {
        AsyncAuthInterceptor interceptor = (_, _) => Task.CompletedTask;
        var state = new object();

        CallCredentials.FromInterceptor(interceptor).InternalPopulateConfiguration(_configurator, state);

        Assert.Same(interceptor, _configurator.Interceptor);
        Assert.Same(state, _configurator.State);
    }

    [Fact]
    public void InternalPopulateConfiguration_Composed_NamesThePartsInOrder()
    {
        CallCredentials[] parts = [Any(), Any(), Any()];

        CallCredentials.Compose(parts).InternalPopulateConfiguration(_configurator, null);

        Assert.Equal(parts, _configurator.Parts);
    }

    [Fact]
    public void Compose_TheGivenArrayChanges_Stays()
    {
        var first = Any();
        CallCredentials[] parts = [first, Any()];
        var composed = CallCredentials.Compose(parts);

        parts[0] = Any();
        composed.InternalPopulateConfiguration(_configurator, null);

        Assert.Same(first, _configurator.Parts?[0]);
    }

    [Fact]
    public void Compose_FewerThanTwoOrNull_Throws()
    {
        Assert.Throws<ArgumentException>(() => CallCredentials.Compose());
        Assert.Throws<ArgumentException>(() => CallCredentials.Compose(Any()));
        Assert.Throws<ArgumentNullException>(() => CallCredentials.Compose(null!));
    }

    [Fact]
    public void FromInterceptor_Null_Throws() =>
        Assert.Throws<ArgumentNullException>(() => CallCredentials.FromInterceptor(null!));

    [Fact]
    public void AuthInterceptorContext_EveryPart_IsKept()
    {
        using var source = new CancellationTokenSource();

        var context = new AuthInterceptorContext("https://host/a.B", "C", source.Token);

        Assert.Equal(("https://host/a.B", "C"), (context.ServiceUrl, context.MethodName));
        Assert.Equal(source.Token, context.CancellationToken);
        Assert.False(new AuthInterceptorContext("u", "m").CancellationToken.CanBeCanceled);
    }

    private static CallCredentials Any() => CallCredentials.FromInterceptor((_, _) => Task.CompletedTask);
}
