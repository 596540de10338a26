// run: kernel-version=6.1
/*
 * The method that runs before a request keeps the lock if the request's flags say so, and the one that runs
 * after it gives it back by the same flags: whoever calls both through the table has it in between.
 */

#include <linux/errno.h>
#include <linux/mutex.h>

#define REQUEST_LOCKED 1
#define REQUEST_NAMED 2

struct request_info {
	const char *name;
	int flags;
};

struct request_family {
	int (*before)(struct request_info *info);
	int (*run)(struct request_info *info);
	void (*after)(struct request_info *info);
};

static DEFINE_MUTEX(requests_mutex);

extern int request_flags(struct request_info *info);
extern int request_find(const char *name);

static int requests_before_ok(struct request_info *info)
{
	int flags = request_flags(info);
	int error;

	mutex_lock(&requests_mutex);
	if (flags & REQUEST_NAMED) {
		error = request_find(info->name);
		if (error)
			goto unlock;
	}
	if (!(flags & REQUEST_LOCKED))
		mutex_unlock(&requests_mutex);
	return 0;

unlock:
	mutex_unlock(&requests_mutex);
	return error;
}

static void requests_after_ok(struct request_info *info)
{
	if (request_flags(info) & REQUEST_LOCKED)
		mutex_unlock(&requests_mutex);
}

static int requests_run_ok(struct request_info *info)
{
	return info->flags;
}

static const struct request_family requests = {
	.before = requests_before_ok,
	.run = requests_run_ok,
	.after = requests_after_ok,
};

int request_handle_ok(struct request_info *info, const struct request_family *family)
{
	int error = family->before(info);

	if (error)
		return error;
	error = family->run(info);
	family->after(info);
	return error;
}

int request_dispatch_ok(struct request_info *info)
{
	return request_handle_ok(info, &requests);
}
