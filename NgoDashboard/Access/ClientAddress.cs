using System.Net;
using System.Net.Sockets;

namespace NgoDashboard.Access;

/// <summary>The address of whoever asks, in the form in which it is counted and written down.</summary>
public static class ClientAddress
{
    const int NetworkPrefixBytes = 8;

    /// <summary>IPv4 as IPv4: a socket that listens on both tells it as "::ffff:10.1.2.3".</summary>
    public static IPAddress Normalize(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>
    /// What a limit counts: an IPv4 address; of IPv6 the network of 64 bits, because one household has that many addresses of its own
    /// and would never meet the limit of one.
    /// </summary>
    public static IPAddress RateLimitNetwork(IPAddress? address)
    {
        if (address is null)
            return IPAddress.None;
        var plain = Normalize(address);
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
            return plain;
        var bytes = plain.GetAddressBytes();
        bytes.AsSpan(NetworkPrefixBytes).Clear();
        return new(bytes);
    }
}
