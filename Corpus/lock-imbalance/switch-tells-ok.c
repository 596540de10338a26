// run: kernel-version=6.1
/*
 * One function for all options of a socket. Two of them need the lock of all networks, and which does is asked
 * before the option itself is looked at.
 */

#include <linux/errno.h>
#include <linux/mutex.h>

enum { OPTION_TTL = 2, OPTION_FILTER = 41, OPTION_SOURCES = 48, OPTION_NAME = 61 };

struct socket {
	int ttl;
	int filters;
	int sources;
};

static DEFINE_MUTEX(network_mutex);

static int option_needs_lock(int option)
{
	switch (option) {
	case OPTION_FILTER:
	case OPTION_SOURCES:
		return 1;
	}
	return 0;
}

int socket_option(struct socket *socket, int option, int *value)
{
	int needs_lock = option_needs_lock(option);
	int error = 0;

	if (needs_lock)
		mutex_lock(&network_mutex);
	switch (option) {
	case OPTION_TTL:
		*value = socket->ttl;
		return 0;
	case OPTION_FILTER:
		*value = socket->filters;
		break;
	case OPTION_SOURCES:
		if (!socket->sources) {
			error = -EINVAL;
			goto out;
		}
		*value = socket->sources;
		break;
	default:
		return -EINVAL;
	}
out:
	if (needs_lock)
		mutex_unlock(&network_mutex);
	return error;
}
