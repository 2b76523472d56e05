"use strict";
// Draws each chart when it comes near the window, and turns the scenes of a page together.
(() => {
  const font = { family: getComputedStyle(document.body).fontFamily, size: 12.5, color: "#22262b" };
  const axis = { gridcolor: "#e3e7ec", linecolor: "#5a626b", zerolinecolor: "#c3cad2" };
  const template = {
    layout: {
      font, paper_bgcolor: "#ffffff", plot_bgcolor: "#ffffff", xaxis: axis, yaxis: axis,
      scene: { xaxis: axis, yaxis: axis, zaxis: axis, dragmode: "turntable" },
    },
  };
  const drawn = [];
  let turning = false;

  // Seen from infinity, the camera has the direction and the ratio of the axes the size.
  const turn = (source, change) => {
    const view = Object.entries(change).filter(([key]) => key === "scene.camera" || key === "scene.aspectratio");
    if (turning || view.length === 0)
      return;
    turning = true;
    const others = drawn.filter(plot => plot !== source && plot.layout.scene);
    Promise.all(others.map(plot => Plotly.relayout(plot, structuredClone(Object.fromEntries(view)))))
      .finally(() => { turning = false; });
  };

  const draw = async plot => {
    const chart = JSON.parse(plot.nextElementSibling.textContent);
    await Plotly.newPlot(plot, chart.data, { ...chart.layout, template }, {
      displaylogo: false, responsive: true, displayModeBar: plot.classList.contains("scene"),
    });
    drawn.push(plot);
    if (chart.layout.scene)
      plot.on("plotly_relayout", change => turn(plot, change));
  };

  const watch = new IntersectionObserver(entries => {
    for (const entry of entries.filter(entry => entry.isIntersecting)) {
      watch.unobserve(entry.target);
      draw(entry.target);
    }
  }, { rootMargin: "400px" });
  document.querySelectorAll(".plot").forEach(plot => watch.observe(plot));
})();
