// run: kernel-version=5.10
/*
 * All ways out of a function go by its end, which gives the mutex back, but for one error. Whoever calls it
 * is elsewhere. The other function finds and locks: what it returns tells its caller whether it did.
 */

#include <linux/list.h>
#include <linux/mutex.h>

struct station {
	struct list_head list;
	struct mutex lock;
	int is_up;
};

static DEFINE_MUTEX(stations_mutex);
static int stations;

int station_check(struct station *station);
int station_tell_driver(struct station *station);

int station_insert_bad(struct station *station)
{
	int error;

	mutex_lock(&stations_mutex); // expect: lock-imbalance confirmed
	if (stations > 100) {
		error = -EBUSY;
		goto out;
	}
	error = station_check(station);
	if (error)
		return error;
	error = station_tell_driver(station);
	if (error < 0)
		goto out;
	stations++;
out:
	mutex_unlock(&stations_mutex);
	return error;
}

int station_lock_if_up_ok(struct station *station)
{
	int is_up;

	mutex_lock(&station->lock);
	is_up = station->is_up;
	if (!is_up)
		mutex_unlock(&station->lock);
	return is_up;
}

void station_unlock_ok(struct station *station)
{
	mutex_unlock(&station->lock);
}
