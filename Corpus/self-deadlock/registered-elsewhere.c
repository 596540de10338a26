// run: kernel-version=6.1
/*
 * What is set up before the folder exists goes another way, which takes the mutex. Nothing ties what a
 * driver calls with the mutex held to that folder: it may come first.
 */

#include <linux/fs.h>
#include <linux/mutex.h>

struct dentry *probes_create_dir(const char *name, int (*mkdir)(const char *name));
struct probe *probe_alloc(const char *name);
void probe_add_files(struct probe *probe);
void probe_apply(struct probe *probe);

static DEFINE_MUTEX(probe_mutex);
static struct dentry *probe_dir;

static void probe_early(struct probe *probe)
{
	mutex_lock(&probe_mutex);
	probe_apply(probe);
	mutex_unlock(&probe_mutex);
}

static int probe_create(const char *name)
{
	struct probe *probe = probe_alloc(name);

	if (!probe)
		return -1;
	if (probe_dir)
		probe_add_files(probe);
	else
		probe_early(probe);
	return 0;
}

int probe_get_bad(const char *name)
{
	int ret;

	mutex_lock(&probe_mutex);
	ret = probe_create(name); // expect: self-deadlock confirmed
	mutex_unlock(&probe_mutex);
	return ret;
}

static int probe_mkdir(const char *name)
{
	return probe_create(name);
}

int probe_init(void)
{
	probe_dir = probes_create_dir("probes", probe_mkdir);
	return probe_dir ? 0 : -1;
}
