// run: kernel-version=6.1
/*
 * A list that is shown line by line. What its start enters, its next and show are called in; one that starts
 * with a mutex may allocate.
 */

#include <linux/mutex.h>
#include <linux/rculist.h>
#include <linux/seq_file.h>
#include <linux/slab.h>

struct route {
	struct list_head list;
	int metric;
};

static LIST_HEAD(routes);
static DEFINE_MUTEX(routes_mutex);

static int route_print(struct seq_file *m, struct route *route)
{
	int *copy = kmalloc(sizeof(*copy), GFP_KERNEL);

	if (!copy)
		return -1;
	*copy = route->metric;
	seq_printf(m, "%d\n", *copy);
	kfree(copy);
	return 0;
}

static void *routes_next(struct seq_file *m, void *v, loff_t *pos)
{
	struct list_head *next = ((struct list_head *)v)->next;

	++*pos;
	return next == &routes ? NULL : next;
}

static void *routes_start_rcu(struct seq_file *m, loff_t *pos)
{
	rcu_read_lock();
	return *pos ? NULL : routes.next;
}

static void routes_stop_rcu(struct seq_file *m, void *v)
{
	rcu_read_unlock();
}

static int routes_show_bad(struct seq_file *m, void *v)
{
	return route_print(m, list_entry(v, struct route, list)); // expect: sleep-in-rcu confirmed
}

static void *routes_start_mutex(struct seq_file *m, loff_t *pos)
{
	mutex_lock(&routes_mutex);
	return *pos ? NULL : routes.next;
}

static void routes_stop_mutex(struct seq_file *m, void *v)
{
	mutex_unlock(&routes_mutex);
}

static int routes_show_ok(struct seq_file *m, void *v)
{
	return route_print(m, list_entry(v, struct route, list));
}

const struct seq_operations routes_rcu = {
	.start = routes_start_rcu,
	.next = routes_next,
	.stop = routes_stop_rcu,
	.show = routes_show_bad,
};

const struct seq_operations routes_locked = {
	.start = routes_start_mutex,
	.next = routes_next,
	.stop = routes_stop_mutex,
	.show = routes_show_ok,
};
