(function(){
var root=document.documentElement,one=function(q,e){return (e||document).querySelector(q)},all=function(q,e){return Array.prototype.slice.call((e||document).querySelectorAll(q))};
one('#lang').onclick=function(){var zh=root.dataset.lang==='zh';root.dataset.lang=zh?'en':'zh';root.lang=zh?'en':'zh-CN'};
addEventListener('beforeprint',function(){all('article details, .words[open] details').forEach(function(d){d.open=true})});
var table=one('.matrix'),sheet=one('#sheet');
if(!table)return;
var only='',names=all('.names .name',table),rows=all('tr.actor',table),cats=all('.cats .cat',table);
function apply(){
  var sens=one('#only-sensitive'),weak=one('#with-weak'),s=sens&&sens.checked,w=weak&&weak.checked||only==='weak',used={};
  table.classList.toggle('no-weak',!w);
  rows.forEach(function(row){
    var any=false;
    all('td',row).forEach(function(td,k){
      var on=td.dataset.state&&(!only||td.dataset.state===only)&&(!s||td.classList.contains('sensitive'))&&(w||!td.classList.contains('w'));
      td.classList.toggle('off',!!td.dataset.state&&!on);
      if(on){any=true;used[k]=true}
    });
    row.classList.toggle('gone',!any);
  });
  var spans={};
  names.forEach(function(th,k){
    th.classList.toggle('gone',!used[k]);
    rows.forEach(function(row){row.children[k+1].classList.toggle('gone',!used[k])});
    if(used[k])spans[th.dataset.category]=(spans[th.dataset.category]||0)+1;
  });
  cats.forEach(function(th){var n=spans[th.dataset.category];th.classList.toggle('gone',!n);th.classList.remove('w');if(n)th.colSpan=n});
  all('tbody.band',table).forEach(function(b){b.classList.toggle('gone',!one('tr.actor:not(.gone)',b))});
}
all('.pick').forEach(function(b){b.onclick=function(){
  only=b.dataset.only;all('.pick').forEach(function(o){o.classList.toggle('on',o===b)});apply();
}});
['#only-sensitive','#with-weak'].forEach(function(q){var e=one(q);if(e)e.onchange=apply});
apply();
if(!sheet.showModal)return;
table.addEventListener('click',function(event){
  var a=event.target.closest('a[href^="#c"]');if(!a)return;
  var pair=one(a.getAttribute('href'));if(!pair)return;
  event.preventDefault();show(pair);
});
function show(pair){
  var title=one('.title',pair),who=pair.previousElementSibling;
  while(who&&!who.matches('h4'))who=who.previousElementSibling;
  one('.seal-place',sheet).replaceChildren(one('.seal',title).cloneNode(true));
  one('h3',sheet).replaceChildren.apply(one('h3',sheet),Array.prototype.slice.call(title.children,1,-1).map(function(n){return n.cloneNode(true)}).reduce(function(l,n){return l.concat([n,document.createTextNode(' ')])},[]));
  one('header p',sheet).replaceChildren.apply(one('header p',sheet),all('h4',pair.parentNode).indexOf(who)>=0?Array.prototype.slice.call(who.childNodes).map(function(n){return n.cloneNode(true)}):[]);
  one('.body',sheet).replaceChildren(one('.sheet',pair).cloneNode(true));
  sheet.showModal();one('.body',sheet).scrollTop=0;
}
one('.close',sheet).onclick=function(){sheet.close()};
sheet.addEventListener('click',function(e){if(e.target===sheet)sheet.close()});
})();
